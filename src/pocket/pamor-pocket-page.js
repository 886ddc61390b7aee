'use strict';
(function () {
  const one = (id) => document.getElementById(id);
  const words = document.body.dataset;
  const megabytes = new Intl.NumberFormat(document.documentElement.lang,
    { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  let picture = null;

  function show(place) {
    for (const id of ['take', 'look', 'way'])
      one(id).hidden = id !== place;
  }

  function tell(text, kind) {
    one('said').textContent = text;
    one('said').className = kind;
    one('said').hidden = !text;
  }

  function size(bytes) {
    return megabytes.format(bytes / 1e6);
  }

  function choose(event) {
    const chosen = event.target.files[0];
    event.target.value = ''; // so that the same one can be chosen again
    if (!chosen)
      return;
    if (chosen.size > Number(words.limit)) {
      tell(words.huge, 'bad');
      return;
    }
    picture = chosen;
    tell('', '');
    URL.revokeObjectURL(one('picture').src);
    one('picture').hidden = false;
    one('picture').src = URL.createObjectURL(picture);
    one('size').textContent = words.size.replace('%s', size(picture.size));
    show('look');
    one('send').focus();
  }

  function finish(status, text) {
    if (status === 201) {
      show('');
      tell(text, 'good');
    } else if (status === 200) {
      show('take');
      tell(text, 'good');
    } else {
      show(status === 422 || status === 415 || status === 413 ? 'take' : 'look');
      tell(text || (status === 404 ? words.over : words.cut), 'bad');
    }
    if (status === 200 || status === 201)
      picture = null;
  }

  function send() {
    const request = new XMLHttpRequest();
    show('way');
    tell('', '');
    one('bar').value = 0;
    one('far').textContent = '';
    request.upload.onprogress = (event) => {
      const whole = event.loaded === event.total;
      one('bar').value = event.loaded / event.total;
      one('far').textContent = whole ? words.waiting :
        words.far.replace('%s', size(event.loaded)).replace('%s', size(event.total));
    };
    request.onload = () => finish(request.status, request.responseText);
    request.onerror = () => finish(0, '');
    request.open('POST', location.pathname);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(picture);
  }

  one('picture').onerror = () => { one('picture').hidden = true; };
  one('camera').onchange = choose;
  one('gallery').onchange = choose;
  one('send').onclick = send;
  one('again').onclick = () => { tell('', ''); show('take'); };
  show('take');
})();
