package org.musubi.ihe.xua;

import java.security.KeyPair;
import java.util.function.UnaryOperator;
import org.musubi.ihe.Messages;
import org.musubi.ihe.xml.Element;

/** An assertion changed and then signed again by the same issuer: what only an issuer can do. */
final class Resigned {
  private Resigned() {}

  static Element of(Element assertion, KeyPair keys, UnaryOperator<String> change)
      throws Exception {
    Element bare = assertion.mapChildren(c -> c.is(Saml.DS, "Signature") ? null : c);
    String xml = Messages.text(bare);
    String changed = change.apply(xml);
    if (changed.equals(xml)) {
      throw new AssertionError("the change changed nothing");
    }
    return TestIssuer.of("any", keys, AssertionCheckTest.NOW.minusSeconds(60))
        .sign(Messages.read(changed), bare.attribute("ID").orElseThrow());
  }
}
