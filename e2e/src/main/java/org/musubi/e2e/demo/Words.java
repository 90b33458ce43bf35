package org.musubi.e2e.demo;

import java.io.IOException;
import java.net.ConnectException;
import javax.net.ssl.SSLException;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.walk.SignInRefused;

/** Words for what went wrong, never a stack trace. */
final class Words {
  private Words() {}

  static String of(Throwable e) {
    return switch (e) {
      case Trouble trouble -> trouble.words();
      case Steps.Failed failed -> String.valueOf(failed.getMessage());
      case SignInRefused refused ->
          "the sign-in of "
              + refused.login()
              + " was refused: wrong passwords lock it for a while (musubi.idp.lock-out, 15 minutes)."
              + " Wait, and start again.\n"
              + refused.login()
              + " のサインインが拒否されました。パスワードの誤りが続いたログインは、しばらく（既定では 15 分間）ロックされます。"
              + "時間をおいて起動し直してください。";
      case ConnectException refused -> "no connection / 接続できません: " + refused.getMessage();
      case SSLException tls -> "TLS: " + tls.getMessage();
      case IOException io -> "connection broke / 通信が切断されました: " + io.getMessage();
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }
}
