/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/reader/pamor-reading.h"

#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

#include "base/pamor-error.h"

#define EXIF_HEAD "Exif\0" /* and one more zero; some writers put it there as in a JPEG */

static PamorOrientation
get_orientation (WebPDemuxer *demuxer)
{
  PamorOrientation orientation = PAMOR_ORIENTATION_UPRIGHT;
  WebPChunkIterator chunk;

  if (WebPDemuxGetChunk (demuxer, "EXIF", 1, &chunk))
    {
      gsize skip = chunk.chunk.size >= 6 && memcmp (chunk.chunk.bytes, EXIF_HEAD, 6) == 0 ? 6 : 0;

      orientation = pamor_orientation_parse (chunk.chunk.bytes + skip, chunk.chunk.size - skip);
    }
  WebPDemuxReleaseChunkIterator (&chunk);
  return orientation;
}

static gboolean
add_rows (PamorReading  *self,
          gboolean       alpha,
          const guint8  *data,
          gsize          stride,
          int            rows,
          GError       **error)
{
  for (int y = 0; y < rows; y++, data += stride)
    {
      if (alpha)
        pamor_reading_add_rgba (self, data);
      else
        pamor_reading_add_rgb (self, data);
      if (!pamor_reading_tick (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin (PamorReading       *self,
       WebPData            frame,
       WebPDecoderConfig  *config,
       GError            **error)
{
  if (!WebPInitDecoderConfig (config) ||
      WebPGetFeatures (frame.bytes, frame.size, &config->input) != VP8_STATUS_OK)
    return pamor_reading_broken (error, "WebP", "no header");
  config->output.colorspace = config->input.has_alpha ? MODE_RGBA : MODE_RGB;
  return pamor_reading_begin (self, config->input.width, config->input.height, TRUE, TRUE, error);
}

/* The rows above the place where it breaks off */
static gboolean
decode_part (PamorReading  *self,
             WebPData       data,
             GError       **error)
{
  WebPDecoderConfig config;
  WebPIDecoder *decoder;
  const guint8 *rgb = NULL;
  int rows = 0, stride = 0;
  gboolean done = TRUE;

  if (!begin (self, data, &config, error))
    return FALSE;
  decoder = WebPIDecode (NULL, 0, &config);
  if (decoder != NULL && WebPIUpdate (decoder, data.bytes, data.size) != VP8_STATUS_OUT_OF_MEMORY)
    rgb = WebPIDecGetRGB (decoder, &rows, NULL, NULL, &stride);
  if (rgb != NULL)
    done = add_rows (self, config.input.has_alpha, rgb, stride, rows, error);
  WebPIDelete (decoder);
  WebPFreeDecBuffer (&config.output);
  return done && pamor_reading_broken (error, "WebP", "damaged or cut off");
}

static gboolean
decode (PamorReading  *self,
        WebPData       frame,
        GError       **error)
{
  WebPDecoderConfig config;
  VP8StatusCode status;
  gboolean done;

  if (!begin (self, frame, &config, error))
    return FALSE;
  status = WebPDecode (frame.bytes, frame.size, &config);
  if (status == VP8_STATUS_OK)
    done = add_rows (self, config.input.has_alpha, config.output.u.RGBA.rgba,
                     config.output.u.RGBA.stride, config.input.height, error);
  else if (status == VP8_STATUS_OUT_OF_MEMORY)
    done = pamor_reading_no_memory (error);
  else
    done = pamor_reading_broken (error, "WebP", "damaged or cut off");
  WebPFreeDecBuffer (&config.output);
  return done;
}

/** pamor_read_webp: a WebP; of one that moves its first picture */
gboolean
pamor_read_webp (PamorReading  *self,
                 GError       **error)
{
  WebPData data = { self->data, self->size };
  WebPDemuxer *demuxer = WebPDemux (&data);
  WebPIterator frame;
  gboolean done;

  if (demuxer == NULL && self->lenient)
    return decode_part (self, data, error);
  if (demuxer == NULL)
    return pamor_reading_broken (error, "WebP", "damaged or cut off");
  self->orientation = get_orientation (demuxer);
  if (WebPDemuxGetFrame (demuxer, 1, &frame))
    done = decode (self, frame.fragment, error);
  else
    done = pamor_reading_broken (error, "WebP", "no picture");
  WebPDemuxReleaseIterator (&frame);
  WebPDemuxDelete (demuxer);
  return done;
}
