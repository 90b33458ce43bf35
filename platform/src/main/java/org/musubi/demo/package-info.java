/**
 * Fictitious members, people, patients and consents, entered through the rooms' doors as an
 * operator would; only where {@code musubi.demo=true}.
 */
@ApplicationModule(
    displayName = "実演",
    allowedDependencies = {
      "core",
      "core::store",
      "audit",
      "facility",
      "idp",
      "mpi",
      "consent",
      "service"
    })
@NullMarked
package org.musubi.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
