/**
 * SOAP 1.2 with WS-Addressing 1.0 over HTTP: envelopes, faults with reasons in English and
 * Japanese, and a client whose every exchange ends at its deadline.
 */
@NullMarked
package org.musubi.ihe.soap;

import org.jspecify.annotations.NullMarked;
