package org.musubi.facility;

import org.jspecify.annotations.Nullable;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalInstitutionCode;
import org.musubi.core.MemberId;
import org.musubi.ihe.Oid;

/**
 * A Facility (施設) under a Member.
 *
 * @param id its key
 * @param member the member that answers for it
 * @param oid its organisation OID as assertions name it ({@code urn:oid:} + this)
 * @param code its 保険医療機関番号, where it has one
 * @param name its Japanese name
 */
public record Facility(
    FacilityId id, MemberId member, Oid oid, @Nullable MedicalInstitutionCode code, String name) {}
