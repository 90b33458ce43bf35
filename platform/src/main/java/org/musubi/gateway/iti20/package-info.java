/**
 * Record Audit Event (ITI-20): what members' systems and network devices report, put on the trail
 * as their claims. Here and not in {@code audit}, because who reports is shown by a Member's
 * certificate, and {@code audit} lies below the room that knows Members; here and not in {@code
 * facility}, because this room holds the wire of every transaction. The door for syslog is here;
 * that for FHIR is in {@code web}, with the other transactions over HTTP.
 */
@NullMarked
package org.musubi.gateway.iti20;

import org.jspecify.annotations.NullMarked;
