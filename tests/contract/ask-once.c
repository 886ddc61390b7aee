/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request of the client, as it makes and sends it, for what pamorctl has no job for. Prints the
 * class of the reply.
 *   ask-once URL TOKEN OPERATION [SUBMISSION [ATTACHMENT OR QUERY [ETAG [BODY]]]] */
#include "net/pamor-http.h"
#include "pamor-test-await.h"

static const struct
{
  const char     *name;
  PamorOperation  op;
} operations[] = {
  { "revision", PAMOR_OP_PUT_SUBMISSION }, { "offset", PAMOR_OP_ASK_OFFSET },
  { "withdraw", PAMOR_OP_WITHDRAW },       { "slots", PAMOR_OP_GET_SLOTS },
  { "log-out", PAMOR_OP_LOG_OUT },
};

static PamorOperation
find_operation (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (name, operations[i].name))
      return operations[i].op;
  g_error ("No operation %s", name);
}

int
main (int   argc,
      char *argv[])
{
  const char *args[8] = { NULL };
  g_autoptr (PamorHttp) http = pamor_http_new (20, 45);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorVerdict) verdict = NULL;
  PamorRequest request = { .revision = 2 };

  for (int i = 1; i < MIN (argc, 8); i++)
    args[i] = argv[i];
  request.op = find_operation (args[3]);
  request.submission = (char *) args[4];
  request.attachment = request.cursor = (char *) args[5];
  request.etag = (char *) args[6];
  request.body = body = args[7] == NULL ? NULL : g_bytes_new (args[7], strlen (args[7]));

  pamor_http_exchange_async (http, args[1], &request, args[2], NULL, NULL, NULL,
                             pamor_test_await_cb, &result);
  verdict = pamor_http_exchange_finish (http, pamor_test_await (&result), NULL);
  g_print ("%s\n", pamor_verdict_class_get_nick (verdict->class));
  return 0;
}
