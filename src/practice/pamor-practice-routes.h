/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pamor-practice-exchange.h"

G_BEGIN_DECLS

/* The acts behind the routes of the handler, by the file that has them. */

/* pamor-practice-service.c */
void pamor_practice_get_service      (PamorPracticeExchange *self);
void pamor_practice_put_device       (PamorPracticeExchange *self);

/* pamor-practice-catalogue.c */
void pamor_practice_get_catalogue    (PamorPracticeExchange *self);
void pamor_practice_get_pickup_slots (PamorPracticeExchange *self);

/* pamor-practice-sessions.c */
gboolean pamor_practice_admit        (PamorPracticeExchange *self);
void pamor_practice_log_in           (PamorPracticeExchange *self);
void pamor_practice_refresh          (PamorPracticeExchange *self);
void pamor_practice_log_out          (PamorPracticeExchange *self);

/* pamor-practice-submissions.c */
void pamor_practice_put_submission   (PamorPracticeExchange *self);
void pamor_practice_put_revision     (PamorPracticeExchange *self);
void pamor_practice_get_submission   (PamorPracticeExchange *self);
void pamor_practice_withdraw         (PamorPracticeExchange *self);
void pamor_practice_list_submissions (PamorPracticeExchange *self);

/* pamor-practice-uploads.c */
void pamor_practice_ask_offset       (PamorPracticeExchange *self);
void pamor_practice_patch_content    (PamorPracticeExchange *self);
void pamor_practice_put_content      (PamorPracticeExchange *self);

/* pamor-practice-changes.c */
void pamor_practice_get_receipt      (PamorPracticeExchange *self);
void pamor_practice_get_changes      (PamorPracticeExchange *self);

/* pamor-practice-trainer.c */
gboolean pamor_practice_admit_trainer (PamorPracticeExchange *self);
void pamor_practice_show_style       (PamorPracticeExchange *self);
void pamor_practice_show_list        (PamorPracticeExchange *self);
void pamor_practice_show_submission  (PamorPracticeExchange *self);
void pamor_practice_show_photo       (PamorPracticeExchange *self);
void pamor_practice_list_json        (PamorPracticeExchange *self);
void pamor_practice_post_mood        (PamorPracticeExchange *self);
void pamor_practice_post_status      (PamorPracticeExchange *self);
void pamor_practice_post_backup      (PamorPracticeExchange *self);
void pamor_practice_post_restore     (PamorPracticeExchange *self);

/* pamor-practice-backup.c */
void     pamor_practice_back_up      (PamorPracticeExchange *self);
gboolean pamor_practice_restore      (PamorPracticeExchange *self);

G_END_DECLS
