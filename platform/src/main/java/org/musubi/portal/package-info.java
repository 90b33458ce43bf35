/** The pages that join rooms: sign-in, search, documents, who looked. No rules. */
@ApplicationModule(
    displayName = "統合ポータル",
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
      "service",
      "gateway"
    })
@NullMarked
package org.musubi.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
