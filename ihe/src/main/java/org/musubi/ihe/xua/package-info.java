/** SAML 2.0 assertions that say who asks (IHE XUA, ITI-40): building, signing and checking them. */
@NullMarked
package org.musubi.ihe.xua;

import org.jspecify.annotations.NullMarked;
