package org.musubi.gateway.iti20;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of the door for syslog. */
@Configuration(value = "gateway.SyslogConfiguration", proxyBeanMethods = false)
@EnableConfigurationProperties(SyslogProperties.class)
class SyslogConfiguration {}
