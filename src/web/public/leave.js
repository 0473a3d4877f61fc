// With script the way out also leaves nothing behind the back button, and going around the pages makes one entry, not ten.
// Without script the same links work: the server ends the visit and sends the browser on.
addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  if (!link.hasAttribute('data-leave')) {
    location.replace(link.href)
    return
  }
  document.body.replaceChildren()
  history.replaceState(null, '', '/')
  location.replace(link.href)
})
