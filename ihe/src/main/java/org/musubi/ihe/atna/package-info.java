/**
 * ATNA: audit messages of DICOM PS3.15 A.5 as IHE uses them (ITI-20), and the syslog that carries
 * them (RFC 5424, 5425, 5426, with what devices send by RFC 3164 and RFC 6587).
 */
@NullMarked
package org.musubi.ihe.atna;

import org.jspecify.annotations.NullMarked;
