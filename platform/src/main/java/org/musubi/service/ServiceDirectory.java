package org.musubi.service;

import java.util.List;
import java.util.Optional;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.ihe.HomeCommunityId;

/** The door of サービス接続: which communities are joined and where they answer. */
public interface ServiceDirectory {
  /** Every community that may be asked, in a stable order. */
  List<Route> routes();

  Optional<Route> route(HomeCommunityId home);

  /** The community that a member runs, where it runs one. */
  Optional<Route> routeOf(MemberId member);

  /** Joins a community, or changes its endpoints; on the audit trail. */
  void join(Route route, Actor by);
}
