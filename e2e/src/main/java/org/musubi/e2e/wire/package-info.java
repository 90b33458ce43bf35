/**
 * A client that speaks the IHE transactions by hand: TLS sockets, texts, bytes. It shares no line
 * with the platform's own reading and writing of messages, so that neither can hide an error of the
 * other.
 */
@NullMarked
package org.musubi.e2e.wire;

import org.jspecify.annotations.NullMarked;
