/**
 * XML as the hub needs it: a hardened reader, an immutable tree that passes on what it does not
 * know, and a writer. No DTD, no entities, no processing instructions (SOAP 1.2 part 1, section 5).
 */
@NullMarked
package org.musubi.ihe.xml;

import org.jspecify.annotations.NullMarked;
