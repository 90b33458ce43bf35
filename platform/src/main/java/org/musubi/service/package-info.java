/** Which services and communities are joined, and where they answer. */
@ApplicationModule(
    displayName = "f. サービス接続機能",
    allowedDependencies = {
      "core",
      "core::store",
      "audit",
      "soc",
      "facility",
      "idp",
      "mpi",
      "consent"
    })
@NullMarked
package org.musubi.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
