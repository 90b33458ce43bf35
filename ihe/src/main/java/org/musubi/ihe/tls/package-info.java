/** TLS between members: what is spoken (CRYPTREC's list), and key material from PEM files. */
@NullMarked
package org.musubi.ihe.tls;

import org.jspecify.annotations.NullMarked;
