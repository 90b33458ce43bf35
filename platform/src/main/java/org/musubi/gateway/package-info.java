/** The hub between communities: every wire endpoint that discloses. */
@ApplicationModule(
    displayName = "②標準規約によるデータ交換",
    allowedDependencies = {
      "core",
      "core::store",
      "audit",
      "audit::spi",
      "soc",
      "facility",
      "idp",
      "mpi",
      "consent",
      "service"
    })
@NullMarked
package org.musubi.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
