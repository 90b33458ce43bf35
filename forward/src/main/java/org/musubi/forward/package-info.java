/** Follows the audit log and sends each entry on to a SIEM. Plain Java, a process of its own. */
@NullMarked
package org.musubi.forward;

import org.jspecify.annotations.NullMarked;
