/**
 * The little that a secure page does beside being a form: it sends once however often the button is touched, keeps what was
 * entered when the line drops and sends it when it is back. Without this script the browser posts the form, and the server
 * answers with the same pages. The server takes one filling-in once, so sending again is harmless.
 */
function sendBySelf(form: HTMLFormElement): void {
  const button = form.querySelector('button')!;
  const status = form.querySelector<HTMLElement>('.status')!;
  const { sending = '', offline = '', retry = '', failed = '' } = document.body.dataset;
  const submit = button.textContent;
  let busy = false;

  async function post(): Promise<void> {
    if (busy) return;
    setBusy(true);
    status.textContent = sending;
    try {
      const response = await fetch(location.href, { method: 'POST', body: new FormData(form), credentials: 'omit' });
      if ((response.headers.get('content-type') ?? '').startsWith('text/html')) show(await response.text());
      else giveBack(failed);
    } catch {
      giveBack(offline);
      addEventListener('online', () => void post(), { once: true });
    }
  }

  function setBusy(now: boolean): void {
    busy = now;
    button.setAttribute('aria-disabled', String(now));
  }

  function giveBack(why: string): void {
    setBusy(false);
    status.textContent = why;
    button.textContent = retry;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    button.textContent = submit;
    void post();
  });
}

/** Puts the answer's page in place of this one, and the reader where it begins or where something is wrong. */
function show(page: string): void {
  const answer = new DOMParser().parseFromString(page, 'text/html');
  const main = document.getElementById('main')!;
  main.replaceWith(answer.getElementById('main')!);
  document.title = answer.title;
  start();
  const problems = document.querySelector<HTMLElement>('.problems') ?? document.getElementById('main')!;
  problems.focus();
  scrollTo(0, 0);
}

function start(): void {
  const form = document.querySelector('form');
  if (form) sendBySelf(form);
}

start();

export {};
