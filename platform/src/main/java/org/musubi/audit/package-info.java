/**
 * Audit is the floor: no record, no act. Every disclosure and state change gets a Receipt from here
 * first.
 */
@ApplicationModule(
    displayName = "h. 証跡管理機能",
    allowedDependencies = {"core", "core::store"})
@NullMarked
package org.musubi.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
