package org.musubi.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the trail is looked through.
 *
 * @param fourEyes which looks of an auditor need an inquiry that another person has approved:
 *     ALWAYS each, PERSONS those for and about persons and exports, NEVER none
 */
@ConfigurationProperties("musubi.trail")
record TrailProperties(@DefaultValue("PERSONS") FourEyes fourEyes) {}
