/**
 * The platform's small CA (認証局): one EC P-256 root that signs for members and for the platform
 * itself. No room but {@code facility} reaches it. CRL, OCSP, hardware keys and intermediate
 * authorities come with a later issue.
 */
@NullMarked
package org.musubi.facility.ca;

import org.jspecify.annotations.NullMarked;
