package org.musubi.idp.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class HandlersTest {
  @Test
  void aPageWithoutARightDoesNotStart() {
    assertThatThrownBy(() -> start(Silent.class))
        .hasMessageContaining("state no right")
        .hasMessageContaining("Silent#page");
  }

  @Test
  void aPageWithARightStarts() {
    assertThatCode(() -> start(Stated.class)).doesNotThrowAnyException();
  }

  @Test
  void aTransactionNeedsACertificateInsteadOfARight() {
    assertThatCode(() -> start(Transaction.class)).doesNotThrowAnyException();
  }

  private static void start(Class<?> page) {
    try (var context = new AnnotationConfigWebApplicationContext()) {
      context.setServletContext(new MockServletContext());
      context.register(Mvc.class, Handlers.class, page);
      context.refresh();
    }
  }

  @EnableWebMvc
  static class Mvc {}

  @Controller
  static class Silent {
    @GetMapping("/silent")
    String page() {
      return "";
    }
  }

  @Controller
  static class Stated {
    @GetMapping("/stated")
    @Allows(Right.SIGNED_IN)
    String page() {
      return "";
    }
  }

  @Controller
  static class Transaction {
    @GetMapping("/iti99")
    String page() {
      return "";
    }
  }
}
