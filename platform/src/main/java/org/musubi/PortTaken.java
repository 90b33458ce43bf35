package org.musubi;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which port is taken in words instead of a stack trace, in English and Japanese. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortTaken extends AbstractFailureAnalyzer<PortInUseException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, PortInUseException cause) {
    int port = cause.getPort();
    return new FailureAnalysis(
        "Port "
            + port
            + " is taken by another program; end that one, or choose another port.\n"
            + "ポート "
            + port
            + " は別のプログラムが使用しています。そのプログラムを終了するか、別のポートを指定してください。",
        null,
        cause);
  }
}
