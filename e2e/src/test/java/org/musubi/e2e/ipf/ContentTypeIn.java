package org.musubi.e2e.ipf;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Notes how a message came, before CXF takes it apart. */
final class ContentTypeIn extends AbstractPhaseInterceptor<Message> {
  private final AtomicReference<String> latest;

  ContentTypeIn(AtomicReference<String> latest) {
    super(Phase.RECEIVE);
    this.latest = latest;
  }

  @Override
  public void handleMessage(Message message) {
    latest.set(String.valueOf(message.get(Message.CONTENT_TYPE)));
  }
}
