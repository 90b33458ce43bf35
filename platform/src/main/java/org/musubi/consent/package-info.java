/**
 * What the patient allows: opt-in per patient and community, default deny, a withdrawal always
 * wins.
 */
@ApplicationModule(
    displayName = "同意",
    allowedDependencies = {"core", "core::store", "audit", "soc", "facility", "mpi"})
@NullMarked
package org.musubi.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
