/**
 * Members and facilities, the certificates by which the network knows them, and the platform's own
 * TLS: this room owns the keys, so its {@code web} child opens the two doors of the web server.
 */
@ApplicationModule(
    displayName = "c. 施設認証機能",
    allowedDependencies = {"core", "core::store", "audit", "audit::spi", "soc"})
@NullMarked
package org.musubi.facility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
