/** One person, many local numbers: where a patient is known. No numbering. */
@ApplicationModule(
    displayName = "e. 医療等ID管理",
    allowedDependencies = {"core", "core::store", "audit", "soc", "facility"})
@NullMarked
package org.musubi.mpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
