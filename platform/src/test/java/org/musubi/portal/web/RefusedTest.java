package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.gateway.Released;
import org.musubi.ihe.xds.ErrorCode;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;

class RefusedTest {
  @ParameterizedTest
  @CsvSource({
    "DOCUMENT_UNIQUE_ID_ERROR, 404",
    "UNKNOWN_COMMUNITY, 404",
    "UNAVAILABLE_COMMUNITY, 503",
    "REPOSITORY_ERROR, 502",
  })
  void aRefusedDocumentSaysWhyAndIsNoSuccess(ErrorCode code, int status) {
    var response = new MockHttpServletResponse();
    var model = new ExtendedModelMap();

    var view = Refused.with(new Released.Refused(code, "開示できません。"), model, response);

    assertThat(view).isEqualTo("portal/refused");
    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(model).containsEntry("message", "開示できません。").containsEntry("code", code.code());
  }
}
