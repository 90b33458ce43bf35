/** Who was given which document: written before it leaves, never changed. */
@NullMarked
package org.musubi.services.records.access;

import org.jspecify.annotations.NullMarked;
