package org.musubi.portal.web;

import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after the sign-in. */
@Controller
class HomePage {
  @GetMapping("/")
  @Allows(Right.SIGNED_IN)
  String home() {
    return "portal/home";
  }
}
