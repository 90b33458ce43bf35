package org.musubi.facility;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator (事業主体), as registered at the first start; a change here changes nothing afterwards.
 *
 * @param name its Japanese name
 */
@ConfigurationProperties("musubi.operator")
record OperatorProperties(@DefaultValue("相互接続基盤 事業主体") String name) {}
