package org.musubi.service;

import java.net.URI;
import java.util.Set;
import org.musubi.core.MemberId;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;

/**
 * How a community is reached.
 *
 * @param home its homeCommunityId
 * @param member the member that runs it
 * @param name its Japanese name
 * @param iti55 endpoint of ITI-55
 * @param iti38 endpoint of ITI-38
 * @param iti39 endpoint of ITI-39
 * @param assigners the namespaces of its patient numbers
 */
public record Route(
    HomeCommunityId home,
    MemberId member,
    String name,
    URI iti55,
    URI iti38,
    URI iti39,
    Set<Oid> assigners) {}
