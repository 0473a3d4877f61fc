/** Opens the web application: style sheets first, then language, server state and the screens. */
import './styles.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api.ts'
import { LanguageProvider } from './language.tsx'
import { router } from './router.tsx'

const element = document.getElementById('samenhang')
if (!element) throw new Error('index.html has no element for the application')

createRoot(element).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
