/**
 * The platform's small CA: one EC P-256 root that signs for members and for the platform itself.
 * Only {@code facility} reaches it. CRL, OCSP, hardware keys and intermediate authorities come with
 * a later issue.
 */
@ApplicationModule(
    displayName = "認証局",
    allowedDependencies = {"core", "core::store", "audit"})
@NullMarked
package org.musubi.facility.ca;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
