/**
 * The XDS.b registry: metadata as received, stored queries, and what registering means (ITI TF-2
 * 3.18, 3.42).
 */
@NullMarked
package org.musubi.services.records.registry;

import org.jspecify.annotations.NullMarked;
