/** Members and facilities, and the certificates by which the network knows them. */
@ApplicationModule(
    displayName = "c. 施設認証機能",
    allowedDependencies = {"core", "core::store", "audit", "soc"})
@NullMarked
package org.musubi.facility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
