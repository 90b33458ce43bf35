package org.musubi.e2e.ipf;

import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.addressing.ContextUtils;
import org.openehealth.ipf.commons.ihe.hl7v3.iti55.Iti55PortType;

/**
 * Names the action of an answer to ITI-55. Both operations of the WSDL carry the same element, so
 * CXF picks either, and would name the action of the deferred one; IPF's Camel component sets it by
 * hand for the same reason.
 */
final class DiscoveryActionOut extends AbstractPhaseInterceptor<Message> {
  DiscoveryActionOut() {
    super(Phase.POST_LOGICAL);
  }

  @Override
  public void handleMessage(Message message) {
    var addressing = ContextUtils.retrieveMAPs(message, false, true);
    if (addressing != null) {
      addressing.setAction(
          ContextUtils.getAttributedURI(Iti55PortType.REGULAR_REQUEST_OUTPUT_ACTION));
    }
  }
}
