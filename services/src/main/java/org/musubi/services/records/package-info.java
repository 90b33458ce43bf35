/** 医療情報連携サービス: an XDS.b registry and repository that answers as a community. */
@NullMarked
package org.musubi.services.records;

import org.jspecify.annotations.NullMarked;
