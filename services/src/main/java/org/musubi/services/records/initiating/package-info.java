/** What members of this community ask of other communities, sent on to the platform. */
@NullMarked
package org.musubi.services.records.initiating;

import org.jspecify.annotations.NullMarked;
