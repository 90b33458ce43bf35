/**
 * IHE transactions as plain Java: identifiers, messages, XUA, and documents verified before
 * release.
 */
@NullMarked
package org.musubi.ihe;

import org.jspecify.annotations.NullMarked;
