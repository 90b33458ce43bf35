package org.musubi.gateway.iti55;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure.Place;
import org.musubi.ihe.HomeCommunityId;

/** Somebody who may be shown, and where. */
record Showable(MedicalId person, List<Place> places) {
  Showable {
    places = List.copyOf(places);
  }

  /**
   * Those about whom there is no doubt. Entries that the index could not link may be one person or
   * several; a community that has one of them says of it what it would say if it were asked
   * directly, and the asker decides. A community that has two of the same name and birth date is
   * not asked: neither may be taken for the other.
   *
   * @param described whether name and birth date agree with each; numbers alone that name several
   *     contradict each other
   */
  static List<Showable> unambiguous(List<Showable> all, boolean described) {
    if (all.size() > 1 && !described) {
      return List.of();
    }
    Map<HomeCommunityId, Set<MedicalId>> persons = new HashMap<>();
    for (Showable one : all) {
      for (Place place : one.places()) {
        persons.computeIfAbsent(place.route().home(), home -> new HashSet<>()).add(one.person());
      }
    }
    var clear = new ArrayList<Showable>();
    for (Showable one : all) {
      var places =
          one.places().stream()
              .filter(place -> persons.getOrDefault(place.route().home(), Set.of()).size() == 1)
              .toList();
      if (!places.isEmpty()) {
        clear.add(new Showable(one.person(), places));
      }
    }
    return clear;
  }
}
