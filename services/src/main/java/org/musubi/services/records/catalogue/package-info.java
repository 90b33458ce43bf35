/** Documents imported at start from a folder with a catalogue.json. */
@NullMarked
package org.musubi.services.records.catalogue;

import org.jspecify.annotations.NullMarked;
