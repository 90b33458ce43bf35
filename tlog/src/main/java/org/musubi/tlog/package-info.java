/** The tamper-evident log: append, force, checkpoint, prove, verify. Plain Java. */
@NullMarked
package org.musubi.tlog;

import org.jspecify.annotations.NullMarked;
