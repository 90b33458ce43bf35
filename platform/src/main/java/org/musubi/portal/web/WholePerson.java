package org.musubi.portal.web;

import java.util.HashSet;
import java.util.Set;
import org.musubi.audit.DataSubject;
import org.musubi.core.MedicalId;
import org.musubi.idp.People;
import org.musubi.mpi.PatientIndex;
import org.springframework.stereotype.Component;

/** Every name under which the platform knows a patient. */
@Component
class WholePerson {
  private final PatientIndex index;
  private final People people;

  WholePerson(PatientIndex index, People people) {
    this.index = index;
    this.people = people;
  }

  Set<DataSubject> names(MedicalId patient) {
    var names = new HashSet<DataSubject>();
    names.add(DataSubject.of(patient));
    index.locate(patient).stream()
        .map(known -> new DataSubject.LocalPatient(known.identifier().toCx()))
        .forEach(names::add);
    people.accounts(patient).stream().map(DataSubject.Account::new).forEach(names::add);
    return names;
  }
}
