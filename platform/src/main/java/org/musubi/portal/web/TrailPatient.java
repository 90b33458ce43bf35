package org.musubi.portal.web;

import org.musubi.core.MedicalId;

/**
 * A patient whose act an auditor was shown: its handle opens the trail's acts about the patient,
 * and never a record.
 */
record TrailPatient(MedicalId person) {}
