/** The patients this community knows, and how another community finds them (ITI-55). */
@NullMarked
package org.musubi.services.records.patients;

import org.jspecify.annotations.NullMarked;
