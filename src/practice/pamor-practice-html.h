/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

G_BEGIN_DECLS

void pamor_practice_html_add         (GString            *page,
                                      const char         *format,
                                      ...) G_GNUC_PRINTF (2, 3);
void pamor_practice_html_add_answers (GString            *page,
                                      JsonNode           *answers,
                                      const PamorService *service,
                                      gint64              now);
void pamor_practice_html_add_facts   (GString            *page,
                                      JsonNode           *surroundings,
                                      const PamorService *service,
                                      gint64              now);

G_END_DECLS
