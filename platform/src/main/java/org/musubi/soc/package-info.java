/**
 * What is known of a document's safety; until documents are inspected, the verdict is
 * NOT_INSPECTED.
 */
@ApplicationModule(
    displayName = "b. セキュリティ機能",
    allowedDependencies = {"core", "core::store", "audit"})
@NullMarked
package org.musubi.soc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
