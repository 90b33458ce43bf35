package org.musubi.mpi;

import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;

/** Where a person is known: a community and the person's number there. */
public record Locator(HomeCommunityId home, PatientIdentifier identifier) {}
